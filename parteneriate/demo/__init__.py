"""The fictional partnerships that `make run` seeds: words and times in parteneriate.toml."""
