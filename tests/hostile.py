"""Text as no editor would write it: every character, controls, presentation forms, lone surrogates."""

from hypothesis import strategies as st

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from('وقالالمدينة \n\t.،؛؟«»"“”0123456789٠٫٬-_#@\u064e\u0651\u0640\u200b\u200e\u200f\u202e\u2067\ufeff\ufefb\ud800😀'),
    ),
    max_size=200,
)
