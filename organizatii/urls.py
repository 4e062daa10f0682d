app_name = "organizatii"
urlpatterns = []
