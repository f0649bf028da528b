"""Background work of concepts: what somebody has asked for with her own words in it."""

from django.core.files.base import ContentFile
from django.utils import translation
from django_tasks import task

from concepts.kit import kit_of
from concepts.models import ConceptPage, FilledKit, OrderedSheet
from concepts.printed import sheet_pdf
from foundation.before_commit import atomic
from media.download_packages import passed_on_by


@task(backend="background", queue_name="media")
def fill_kit(kit_id: int) -> int:
    """Make it. Returns: its size in bytes; 0 when it went meanwhile, or its page."""
    kit = FilledKit.objects.filter(pk=kit_id, file="").select_related("package").first()
    if kit is None:
        return 0
    page = ConceptPage.objects.filter(pk=kit.package.page_id, live=True).select_related("locale").first()
    if page is None:
        return 0
    with translation.override(page.locale.language_code):
        made = kit_of(page, passed_on_by(page), kit.details)
    with atomic():
        if not FilledKit.objects.select_for_update().filter(pk=kit_id, file="").exists():
            return 0
        kit.pdf.save("concept.pdf", ContentFile(made.pdf), save=False)
        kit.file.save("kit.zip", ContentFile(made.package))
    return len(made.package)


@task(backend="background", queue_name="media")
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
