from django.dispatch import Signal

# Sent with `ids` of pictures, in the transaction that changes them without a signal of Django's: withheld, shown again,
# their files taken down; and after new files are made.
pictures_changed = Signal()
