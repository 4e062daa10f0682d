"""Headers that Django has no setting for."""


def antete(get_response):
    """No page needs the camera, the microphone or the place of its reader."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        return response

    return middleware
