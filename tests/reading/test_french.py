"""French is read by the same rules: its clauses are given the English lemmas they speak of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.reading import Document, Proposal, propose
from peaceops.reading.french.dates import find_french_dates
from peaceops.reading.french.numbers import find_french_numbers

AROUND = (
    "Le Conseil de sécurité est saisi de la situation dans le pays, et la mission des Nations "
    "unies au Mali (Minusma) a rendu compte de ses activités pour la période qui est passée. "
    "Les membres du Conseil ont parlé de la paix dans la région et des moyens que les "
    "pays de la zone ont mis en commun pour la population.\n\n"
)
PUBLISHED = date(2023, 6, 17)


def read(sentence: str) -> list[Proposal]:
    return propose(Document("a.txt", AROUND + sentence, PUBLISHED))


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("le 16 juin 2023", "2023-06-16"),
        ("le 1er juillet 2023", "2023-07-01"),
        ("en juin dernier", "2023-06"),
        ("fin 2022", "2022"),
        ("vendredi", "2023-06-16"),
        ("hier", "2023-06-16"),
        ("d'ici août 2023", "2023-08"),
        ("jusqu'au 30 juin", "2023-06-30"),
        ("l'an dernier", "2022"),
        ("en octobre", "2022-10"),
    ],
)
def test_a_date_in_words_is_resolved_against_the_day_of_publication(said: str, label: str) -> None:
    assert [one.label for one in find_french_dates(f"Il est venu {said}.", PUBLISHED)] == [label]


@pytest.mark.parametrize(
    ("said", "value", "bound"),
    [
        ("13 289 soldats", 13289, False),
        ("12.800 soldats", 12800, False),
        ("quatre-vingt-dix-sept soldats", 97, False),
        ("mille deux cents soldats", 1200, False),
        ("quinze mille soldats", 15000, False),
        ("une centaine de soldats", 100, False),
        ("des centaines de soldats", 200, True),
        ("au moins 500 soldats", 500, True),
    ],
)
def test_a_number_is_read_in_digits_and_words(said: str, value: int, bound: bool) -> None:
    (found,) = find_french_numbers(f"Il y a {said}.")
    assert (found.whole, found.at_least) == (value, bound)


@given(st.integers(min_value=17, max_value=999_999))
def test_a_number_with_french_spaces_is_its_value(number: int) -> None:
    written = f"{number:,}".replace(",", " ")
    assert [one.value for one in find_french_numbers(f"soit {written} hommes")] == [number]


@pytest.mark.usefixtures("model")
class TestStatements:
    def test_a_contributor_that_withdraws_its_own_is_a_departure(self) -> None:
        found = read("Le Royaume-Uni a retiré ses 300 militaires en décembre 2022.")
        (one,) = [one for one in found if one.kind == "departure"]
        assert (one.subject, one.value, one.date) == ("GBR", 300, "2022-12")
        assert one.quotation.startswith("Le Royaume-Uni a retiré")

    def test_a_request_of_the_host_has_its_day(self) -> None:
        found = read("Le gouvernement malien a demandé vendredi le retrait de la Minusma.")
        (one,) = [one for one in found if one.kind == "host_position"]
        assert (one.subject, one.value, one.date) == ("MLI", "asks-to-leave", "2023-06-16")

    def test_a_refused_clearance_is_a_restriction(self) -> None:
        found = read("Les autorités ont refusé d'autoriser les vols de la mission.")
        (one,) = [one for one in found if one.kind == "restriction"]
        assert (one.subject, one.object) == ("MLI", "flights")

    def test_victims_have_their_number_place_and_alleged_perpetrators(self) -> None:
        found = read(
            "Au moins 500 personnes ont été tuées à Moura en mars 2022 par l'armée malienne."
        )
        (one,) = [one for one in found if one.kind == "incident"]
        assert (one.value, one.place, one.object, one.date) == (500, "Moura", "MLI", "2022-03")
        assert one.details["at_least"]

    def test_the_end_of_a_mandate_is_a_day(self) -> None:
        found = read("Le mandat de la Minusma expire le 30 juin.")
        (one,) = [one for one in found if one.kind == "mandate_deadline"]
        assert (one.value, one.mission) == ("2023-06-30", "MINUSMA")

    def test_strength_and_ceiling_are_told_apart(self) -> None:
        found = read(
            "La Minusma compte 12 000 soldats. L'effectif autorisé de la Minusma est de 13 289 "
            "militaires."
        )
        told = {one.value: one.details["measure"] for one in found if one.kind == "strength"}
        assert told == {12000: "deployed", 13289: "ceiling"}

    def test_who_speaks_after_the_quotation_is_found(self) -> None:
        found = read(
            "« La mission est devenue une partie du problème », a déclaré le ministre malien des "
            "Affaires étrangères, Abdoulaye Diop."
        )
        (said,) = [one for one in found if one.kind == "report"]
        (office,) = [one for one in found if one.kind == "office"]
        assert said.speaker == "Abdoulaye Diop"
        assert office.value == "Minister for Foreign Affairs"
        assert office.object == "MLI"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Le Royaume-Uni ne retirera pas ses troupes.",
            "Si l'Allemagne retirait ses soldats, la mission perdrait ses drones.",
            "L'Allemagne pourrait retirer ses soldats.",
            "L'Allemagne a démenti avoir retiré ses soldats.",
            "L'Allemagne a-t-elle retiré ses soldats ?",
        ],
    )
    def test_what_is_denied_asked_or_supposed_is_no_departure(self, sentence: str) -> None:
        assert [one for one in read(sentence) if one.kind == "departure"] == []


def test_without_the_model_the_set_phrases_remain() -> None:
    document = Document("a.txt", AROUND + "Son mandat expire le 30 juin.", PUBLISHED)
    (one,) = [one for one in propose(document, model=False) if one.kind == "mandate_deadline"]
    assert one.value == "2023-06-30"
