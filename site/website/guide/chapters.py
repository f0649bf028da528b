"""Chapters of the editors' guide. Their text is Danish, in `templates/guide/chapters/`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """`slug` is its address and the name of its template."""

    slug: str
    title: str
    lead: str

    @property
    def template(self) -> str:
        return f"guide/chapters/{self.slug}.html"


CHAPTERS = (
    Chapter("roller", "Hvem gør hvad", "De fire roller, og hvad hver af dem kan."),
    Chapter(
        "indberetninger",
        "Fra indberetning til initiativ",
        "Et bibliotek har fortalt noget. Sådan bliver det til en side.",
    ),
    Chapter("koncepter", "Fra initiativ til koncept", "Når det, ét bibliotek gjorde, skal kunne gøres af andre."),
    Chapter("skriv", "Skriv, gem og se efter", "Kladder, blokke, forhåndsvisning og to på samme side."),
    Chapter("udgiv", "Godkend, planlæg og udgiv", "Fra kladde til synlig, til tiden, og ned igen."),
    Chapter(
        "billeder",
        "Billeder, film og samtykker",
        "Alt-tekst, kreditering, undertekster og de menneskers ja, der kan ses.",
    ),
    Chapter("ordlister", "Ordlister", "Platforme, målgrupper, formål og metrikker: ord, som andre bygger på."),
    Chapter("priser", "Priser", "En prisuddeling fra kategorier til vindere."),
    Chapter("naar", "Hvad gør jeg, når …", "Noget gik galt, eller nogen ringer."),
    Chapter("ord", "Sådan siger vi", "Ét ord for én ting."),
)
BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}
