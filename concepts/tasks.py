"""Background work of concepts: what somebody has asked for with her own words in it."""

from django.core.files.base import ContentFile
from django.utils import translation
from django_tasks import task

from concepts.kit import kit_of
from concepts.models import ConceptPage, FilledKit, OrderedPictures, OrderedSheet
from concepts.own_pictures import own_pictures
from concepts.printed import sheet_pdf
from foundation.before_commit import atomic
from media.download_packages import still_in


@task(backend="background", queue_name="orders")
def fill_kit(kit_id: int) -> int:
    """Make it. Returns: its size in bytes; 0 when it went meanwhile, or its page."""
    kit = FilledKit.objects.filter(pk=kit_id, file="").select_related("package").first()
    if kit is None:
        return 0
    page = ConceptPage.objects.filter(pk=kit.package.page_id, live=True).select_related("locale").first()
    if page is None:
        return 0
    with translation.override(page.locale.language_code):
        made = kit_of(page, still_in(kit.package, page), kit.details)
    with atomic():
        if not FilledKit.objects.select_for_update().filter(pk=kit_id, file="").exists():
            return 0
        kit.pdf.save("concept.pdf", ContentFile(made.pdf), save=False)
        kit.file.save("kit.zip", ContentFile(made.package))
    return len(made.package)


@task(backend="background", queue_name="orders")
def print_sheet(sheet_id: int) -> int:
    """Print it. Returns: its size in bytes; 0 when it went meanwhile."""
    sheet = OrderedSheet.objects.filter(pk=sheet_id, file="").first()
    if sheet is None:
        return 0
    with translation.override(sheet.told["language"]):
        pdf = sheet_pdf(sheet.told)
    with atomic():
        if not OrderedSheet.objects.select_for_update().filter(pk=sheet_id, file="").exists():
            return 0
        sheet.file.save("sheet.pdf", ContentFile(pdf))
    return len(pdf)


@task(backend="background", queue_name="orders")
def draw_pictures(order_id: int) -> int:
    """Draw them over the concept's cover, where that may be passed on. Returns: bytes; 0 when it went meanwhile."""
    order = OrderedPictures.objects.filter(pk=order_id, file="").select_related("package").first()
    page = ConceptPage.objects.filter(pk=order.package.page_id, live=True).first() if order else None
    if order is None or page is None:
        return 0
    cover = next((image for image in still_in(order.package, page) if image == page.cover), None)
    with translation.override(order.told["language"]):
        made = own_pictures(order.told, cover, page.own_licence())
    with atomic():
        if not OrderedPictures.objects.select_for_update().filter(pk=order_id, file="").exists():
            return 0
        order.file.save("pictures.zip", ContentFile(made))
    return len(made)
