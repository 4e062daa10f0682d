import pytest


@pytest.mark.browser
def test_pages_are_tried_in_a_real_browser(chromium):
    """Fails by this name in CI when Chromium is missing."""
    assert chromium.is_connected()
