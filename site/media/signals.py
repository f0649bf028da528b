from django.dispatch import Signal

# Sent with `ids` of pictures, in the transaction that changes them without a signal of Django's: withheld, shown again,
# their files taken down; and after new files are made.
pictures_changed = Signal()
# Sent with `ids` of pictures that are withheld from now on, or no longer; posters stand for their films.
withholding_changed = Signal()
