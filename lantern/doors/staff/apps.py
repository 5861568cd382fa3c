from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "lantern.doors.staff"
    label = "staff"
