"""What a coordinator may touch is asked of each record, also when another kind of record has the same number."""

from kansrijk.accounts.scope import may_touch
from tests.factories import make_intervention


def test_answer_about_one_kind_of_record_is_not_the_answer_about_another(coordinator, zaandam, schiedam):
    story_of_others = make_intervention(pk=zaandam.pk, area=schiedam)

    answers = [may_touch(coordinator, record) for record in (zaandam, story_of_others, zaandam)]

    assert answers == [True, False, True]


def test_answer_about_one_record_is_not_the_answer_about_its_neighbour(coordinator, zaandam, schiedam):
    own, of_others = make_intervention(area=zaandam), make_intervention(area=schiedam)

    assert [may_touch(coordinator, record) for record in (own, of_others)] == [True, False]
