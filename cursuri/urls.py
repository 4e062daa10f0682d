app_name = "cursuri"
urlpatterns = []
