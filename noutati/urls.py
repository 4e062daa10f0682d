app_name = "noutati"
urlpatterns = []
