"""The fictional news that `make run` seeds: words and times in noutati.toml, pictures drawn by imagini."""
