from django.dispatch import Signal

# A page is being made of a report: `report`, and `page`, not yet stored, for apps above to add what they know.
initiative_drafted = Signal()
