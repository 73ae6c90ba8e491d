"""Pages that belong to the site as a whole: home, about, contact and the legal ones."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_response
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from areas.emblems import emblems_of
from areas.map import placed_markers
from areas.models import Area
from interventions.models import Intervention, Phase, Quote, Theme
from kansrijk.pages.info import SITE_NAME, PageInfo, absolute
from kansrijk.sitemaps import sitemaps

STORIES_ON_HOME = 6


def home(request: HttpRequest) -> HttpResponse:
    areas = list(
        Area.objects.public()
        .with_story_count()
        .prefetch_related("neighbourhoods")
        .defer("introduction", "source")
    )
    stories = list(Intervention.objects.public().newest_of_each_area()[:STORIES_ON_HOME])
    page = PageInfo(
        title=SITE_NAME,
        description="Voorbeelden uit de twintig gebieden van het Nationaal Programma Leefbaarheid en Veiligheid: "
        "wat doen zij met het geld van SPUK Kansrijke Wijk?",
        path=reverse("home"),
        things=(website(),),
    )
    context = {
        "page": page,
        "areas": areas,
        "markers": placed_markers(areas, with_stories={area.slug for area in areas if area.story_count}),
        "stories": stories,
        "story_count": Intervention.objects.public().count(),
        "themes": [theme for theme in Theme.objects.public().with_story_count() if theme.story_count],
        "phases": Phase.objects.public().with_story_count(),
        "quote": Quote.objects.public().with_card_relations().first(),
        "emblems": emblems_of(areas),
    }
    return render(request, "site/home.html", context)


def website() -> dict[str, object]:
    """The site and its search, in schema.org's words."""
    return {
        "@type": "WebSite",
        "@id": absolute("/"),
        "name": SITE_NAME,
        "url": absolute("/"),
        "inLanguage": "nl",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{absolute(reverse('interventions:list'))}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def about(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Over deze site",
        description="Wat is SPUK Kansrijke Wijk, wat staat er op deze site en hoe leest u de tekens van de gebieden?",
        path=reverse("about"),
        section="over",
    )
    return render(request, "site/about.html", {"page": page})


def contact(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Contact",
        description="Een vraag, een fout of een verzoek? Zo bereikt u ons.",
        path=reverse("contact"),
        section="contact",
    )
    subject = request.GET.get("over", "")
    context = {
        "page": page,
        "email": settings.CONTACT_EMAIL,
        # Only a code as we give them out: the address of a link may not put words in our mouth.
        "subject": subject if subject.replace("-", "").isalnum() and len(subject) <= 10 else "",
        "woo_url": settings.WOO_URL,
    }
    return render(request, "site/contact.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Toegankelijkheid",
        description="Iedereen moet deze site kunnen gebruiken. Hier leest u hoe wij daarvoor zorgen.",
        path=reverse("accessibility"),
        section="over",
    )
    context = {
        "page": page,
        "register_url": settings.ACCESSIBILITY_REGISTER_URL,
        "email": settings.CONTACT_EMAIL,
    }
    return render(request, "site/accessibility.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    page = PageInfo(
        title="Privacy",
        description="Deze site plaatst geen cookies en volgt u niet. Hier leest u wat wij wel bewaren.",
        path=reverse("privacy"),
        section="over",
    )
    return render(request, "site/privacy.html", {"page": page, "email": settings.CONTACT_EMAIL})


def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_response(request, sitemaps())


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Browsers that look for it here find the one with a hashed name."""
    return HttpResponseRedirect(static("images/favicon.ico"))
