"""Marks round the segments of a proof: they are found again in a document, and never stay in it."""

from app.render.proof import bare, mark, spans

PATHS = ("title", "call.who", 'a"b')


def test_strings_are_found_in_words_and_left_out_of_tags() -> None:
    title, who = mark("Nudności", 0), mark("<b>Call</b> us", 1)
    html = f'<title>{title}</title><h1>{title}</h1><img alt="{title}"><p>{who}</p>'
    assert spans(html, PATHS) == (
        '<title>Nudności</title><h1><span data-at="title">Nudności</span></h1>'
        '<img alt="Nudności"><p><span data-at="call.who"><b>Call</b> us</span></p>'
    )


def test_a_path_is_escaped_and_a_bare_text_has_no_marks() -> None:
    assert spans(mark("x", 2), PATHS) == '<span data-at="a&quot;b">x</span>'
    assert bare(mark("Nudności", 0)) == "Nudności"


def test_beyond_the_signs_that_there_are_a_string_stays_unmarked() -> None:
    assert mark("x", 6399) == "x"
