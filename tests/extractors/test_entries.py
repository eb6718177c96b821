"""Labels and words of the entries of a resolution."""

from extractors.entries import find_inline_entries, is_stem, is_successor, join_stem, join_words


def test_labels_that_follow_each_other():
    assert is_successor("i", "ii")
    assert is_successor("h", "i")
    assert is_successor("9", "10")
    assert not is_successor("b", "d")
    text = "the Panel's points (b) and (d) be accepted"
    assert find_inline_entries(text, 0, len(text)) == (len(text), ())


def test_words_of_an_entry():
    assert join_words(" the  plan;\nand ") == "the plan"
    assert join_words("supply figures]") == "supply figures"
    assert join_words("the plan (Appendix 1).") == "the plan (Appendix 1)"


def test_stems():
    assert is_stem("approved the next steps:")
    assert is_stem("RESOLVED that the Committee agreed to")
    assert not is_stem("that the plan be approved")
    assert join_stem("to approve the following:", "the plan") == "approve the plan"
