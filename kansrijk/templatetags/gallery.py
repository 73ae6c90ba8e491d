"""Renders an example of the component gallery as a page would: with its own parameters only."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kansrijk.gallery import Example

register = template.Library()


@register.simple_tag
def show_example(example: Example) -> SafeString:
    return render_to_string(example.template, example.parameters)
