"""Files of captions as programs and people write them, and what must come of each."""

FAMILY = "👩‍👩‍👧 og 🏴󠁧󠁢󠁳󠁣󠁴󠁿 med ❤️"

# What stands in the file -> (start, end, words) of each caption that must come out, and what is said about them.
Cues = list[tuple[str, str, str]]
HELLO: Cues = [("00:00:01.000", "00:00:02.500", "Hej"), ("00:00:03.000", "00:00:04.000", "Farvel")]
READ: dict[str, tuple[str, Cues, list[str]]] = {
    "WebVTT": ("WEBVTT\n\n00:01.000 --> 00:02.500\nHej\n\n00:03.000 --> 00:04.000\nFarvel\n", HELLO, []),
    "SubRip": ("1\n00:00:01,000 --> 00:00:02,500\nHej\n\n2\n00:00:03,000 --> 00:00:04,000\nFarvel", HELLO, []),
    "SubViewer, as YouTube saves it": (
        "0:00:01.000,0:00:02.500\nHej\n\n0:00:03.000,0:00:04.000\nFar[br]vel\n",
        [HELLO[0], ("00:00:03.000", "00:00:04.000", "Far\nvel")],
        [],
    ),
    "a header with words, and lines under it": (
        "WEBVTT - Sådan gjorde vi\nKind: captions\nLanguage: da\n\n00:01.000 --> 00:02.500\nHej\n\n"
        "00:03.000 --> 00:04.000\nFarvel\n",
        HELLO,
        [],
    ),
    "a header without a blank line": (
        "WEBVTT\n00:01.000 --> 00:02.500\nHej\n\n00:03.000 --> 00:04.000\nFarvel\n",
        HELLO,
        [],
    ),
    "WebVTT without its header": ("00:01.000 --> 00:02.500\nHej\n\n00:03.000 --> 00:04.000\nFarvel\n", HELLO, []),
    "notes, styles and regions": (
        "WEBVTT\n\nSTYLE\n::cue { background: url(https://evil.example/x) }\n\nREGION\nid:a\n\nNOTE af Karen\n\n"
        "00:01.000 --> 00:02.500\nHej\n\nNOTE\nto linjer\nog en\n\n00:03.000 --> 00:04.000\nFarvel\n",
        HELLO,
        ["Notes, styles and regions (NOTE, STYLE, REGION) were left out."],
    ),
    "NOTE is a word where there is no header": (
        "1\n00:00:01,000 --> 00:00:02,500\nNOTE til jer\n",
        [("00:00:01.000", "00:00:02.500", "NOTE til jer")],
        [],
    ),
    "wrong arrows": (
        "1\n00:00:01,000 -> 00:00:02,500\nHej\n\n2\n00:00:03,000 –> 00:00:04,000\nFarvel\n\n"
        "3\n00:00:05,000 —> 00:00:06,000\nA\n\n4\n00:00:07,000 => 00:00:08,000\nB\n\n"
        "5\n00:00:09,000 → 00:00:10,000\nC\n\n6\n00:00:11,000 -- > 00:00:12,000\nD\n\n"
        "7\n00:00:13,000 - 00:00:14,000\nE\n",
        [
            *HELLO,
            ("00:00:05.000", "00:00:06.000", "A"),
            ("00:00:07.000", "00:00:08.000", "B"),
            ("00:00:09.000", "00:00:10.000", "C"),
            ("00:00:11.000", "00:00:12.000", "D"),
            ("00:00:13.000", "00:00:14.000", "E"),
        ],
        [
            "Caption 1 (line 2): the sign between the times is read as -->, “->”.",
            "Caption 2 (line 6): the sign between the times is read as -->, “–>”.",
            "Caption 3 (line 10): the sign between the times is read as -->, “—>”.",
            "Caption 4 (line 14): the sign between the times is read as -->, “=>”.",
            "Caption 5 (line 18): the sign between the times is read as -->, “→”.",
            "Caption 6 (line 22): the sign between the times is read as -->, “-- >”.",
            "Caption 7 (line 26): the sign between the times is read as -->, “-”.",
        ],
    ),
    "short fractions": (
        "1\n00:00:50,990 --> 00:00:54,40\nHej\n\n2\n0:0:55,8 --> 0:0:57,4\nFarvel\n",
        [("00:00:50.990", "00:00:54.400", "Hej"), ("00:00:55.800", "00:00:57.400", "Farvel")],
        [
            "Caption 1 (line 2): “00:00:50,990 --> 00:00:54,40” is read as 00:00:50.990 --> 00:00:54.400.",
            "Caption 2 (line 6): “0:0:55,8 --> 0:0:57,4” is read as 00:00:55.800 --> 00:00:57.400.",
        ],
    ),
    "no fractions, hours missing, long fractions, spaces": (
        "1\n00:01 --> 0:02,5\nHej\n\n2\n00 : 00 : 03 , 000000 --> 00:00:04.0\nFarvel\n",
        HELLO,
        [
            "Caption 1 (line 2): “00:01 --> 0:02,5” is read as 00:00:01.000 --> 00:00:02.500.",
            "Caption 2 (line 6): “00:00:03,000000 --> 00:00:04.0” is read as 00:00:03.000 --> 00:00:04.000.",
        ],
    ),
    "points in SubRip": (
        "1\n00:00:01.000 --> 00:00:02.500\nHej\n\n2\n00:00:03.000 --> 00:00:04.000\nFarvel",
        HELLO,
        [],
    ),
    "minutes beyond the hour": (
        "1\n75:00,000 --> 75:01,000\nSent\n",
        [("01:15:00.000", "01:15:01.000", "Sent")],
        ["Caption 1 (line 2): “75:00,000 --> 75:01,000” is read as 01:15:00.000 --> 01:15:01.000."],
    ),
    "blank lines are missing": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n2\n00:00:03,000 --> 00:00:04,000\nFarvel",
        HELLO,
        ["Caption 2 (line 5): no blank line stands above, and “2” is read as a number."],
    ),
    "blank lines and numbers are missing": (
        "00:00:01,000 --> 00:00:02,500\nHej\n00:00:03,000 --> 00:00:04,000\nFarvel",
        HELLO,
        ["Caption 2 (line 3): no blank line stands above."],
    ),
    "a year before the times is no number": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n\n2\n00:00:02,500 --> 00:00:03,000\nDet var i\n2024\n"
        "00:00:03,000 --> 00:00:04,000\nFarvel",
        [HELLO[0], ("00:00:02.500", "00:00:03.000", "Det var i\n2024"), HELLO[1]],
        [
            "Caption 3 (line 9): “2024” just above the times is kept as words of the caption before.",
        ],
    ),
    "the same number each time, and without blank lines": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n1\n00:00:03,000 --> 00:00:04,000\nFarvel",
        HELLO,
        [
            "Caption 2 (line 5): no blank line stands above, and “1” is read as a number.",
            "Caption 2 (line 5): the numbers do not follow each other; the captions stand as in the file.",
        ],
    ),
    "numbers are missing": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n\n00:00:03,000 --> 00:00:04,000\nFarvel",
        HELLO,
        [],
    ),
    "a number is left out": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n\n3\n00:00:03,000 --> 00:00:04,000\nFarvel",
        HELLO,
        ["Caption 2 (line 5): the numbers do not follow each other; the captions stand as in the file."],
    ),
    "a blank line inside a caption": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n\nmed dig\n\n2\n00:00:03,000 --> 00:00:04,000\nFarvel",
        [("00:00:01.000", "00:00:02.500", "Hej\nmed dig"), HELLO[1]],
        ["Caption 1 (line 5): what stands after a blank line is kept as words, “med dig”."],
    ),
    "words beside the times": (
        "1\n00:00:01,000 --> 00:00:02,500 Hej\n\n2\n00:00:03,000 --> 00:00:04,000  Farvel\n",
        HELLO,
        [
            "Caption 1 (line 2): what stands beside the times is kept as words, “Hej”.",
            "Caption 2 (line 5): what stands beside the times is kept as words, “Farvel”.",
        ],
    ),
    "a place on the screen": (
        "WEBVTT\n\n00:01.000 --> 00:02.500 align:start position:0%\nHej\n\n"
        "00:03.000 --> 00:04.000 X1:10 X2:20 Y1:1 Y2:2\nFarvel\n",
        HELLO,
        [
            "Caption 1 (line 3): the place on the screen was left out, “align:start position:0%”.",
            "Caption 2 (line 6): the place on the screen was left out, “X1:10 X2:20 Y1:1 Y2:2”.",
        ],
    ),
    "names over the times": (
        "WEBVTT\n\nindledning\n00:01.000 --> 00:02.500\nHej\n\n00:03.000 --> 00:04.000\nFarvel\n",
        HELLO,
        ["Caption 1 (line 3): the name “indledning” over the times is not shown."],
    ),
    "tags of both formats": (
        '1\n00:00:01,000 --> 00:00:02,500\n<font color="red">H<b>e</b>j</font>\n\n'
        "2\n00:00:03,000 --> 00:00:04,000\n{\\an8}Far<00:00:03.500><c.gul>vel</c>\n",
        HELLO,
        [
            'Caption 1 (line 2): formatting was left out, “<font color="red">”.',
            "Caption 2 (line 6): formatting was left out, “{\\an8}”.",
        ],
    ),
    "a tag that breaks the line": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej<br>med<br />dig\n",
        [("00:00:01.000", "00:00:02.500", "Hej\nmed\ndig")],
        [],
    ),
    "hearts, sums and placeholders are words": (
        "1\n00:00:01,000 --> 00:00:02,500\nVi <3 biblioteket\n5 < 10 bøger > 3\nVi &lt;3 det\n<navn> & <b og c> -> dig",
        [("00:00:01.000", "00:00:02.500", "Vi <3 biblioteket\n5 < 10 bøger > 3\nVi <3 det\n<navn> & <b og c> -> dig")],
        [],
    ),
    "joiners, flags and letters of two signs": (
        f"1\n00:00:01,000 --> 00:00:02,500\n{FAMILY}\nA\u030aben\u00adbar\n",
        [("00:00:01.000", "00:00:02.500", f"{FAMILY}\nÅben\u00adbar")],
        [],
    ),
    "entities": (
        "WEBVTT\n\n00:01.000 --> 00:02.500\nR&amp;D &aelig;&#248;&#xE5; AT&T &notit; &copy 1\n",
        [("00:00:01.000", "00:00:02.500", "R&D æøå AT&T &notit; &copy 1")],
        [],
    ),
    "opening hours are words": (
        "1\n00:00:01,000 --> 00:00:02,500\nÅbent\n10:00 -> 12:00\n10:00 - 18:00\n",
        [("00:00:01.000", "00:00:02.500", "Åbent\n10:00 -> 12:00\n10:00 - 18:00")],
        [],
    ),
    "signs no text may hold": (
        "1\n00:00:01,000 --> 00:00:02,500\nHe\x07j\u202e\n",
        HELLO[:1],
        ["Caption 1 (line 2): invisible signs that no text may hold were left out."],
    ),
    "a manual line break from Word": (
        "1\v00:00:01,000 --> 00:00:02,500\vHej\v\v2\v00:00:03,000 --> 00:00:04,000\vFarvel",
        HELLO,
        [],
    ),
    "old Macs' line ends": (
        "1\r00:00:01,000 --> 00:00:02,500\rHej\r\r2\r00:00:03,000 --> 00:00:04,000\rFarvel",
        HELLO,
        [],
    ),
    "blank lines with spaces, and many of them": (
        "\n\n1\n00:00:01,000 --> 00:00:02,500\n  Hej  \n \t\n\n\n2\n00:00:03,000 --> 00:00:04,000\nFarvel\n\xa0\n",
        HELLO,
        [],
    ),
    "a caption without words": (
        "1\n00:00:01,000 --> 00:00:02,500\nHej\n\n2\n00:00:02,500 --> 00:00:03,000\n&nbsp;\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nFarvel\n\n4\n",
        HELLO,
        [
            "Captions 2, 4 (from line 6): no words, so left out.",
        ],
    ),
    "captions that overlap": (
        "1\n00:00:01,000 --> 00:00:03,500\nHej\n\n2\n00:00:03,000 --> 00:00:04,000\nFarvel\n",
        [("00:00:01.000", "00:00:03.500", "Hej"), HELLO[1]],
        ["Caption 2 (line 6): begun before the one above has ended; both are shown at once."],
    ),
    "captions in the wrong order": (
        "1\n00:00:03,000 --> 00:00:04,000\nFarvel\n\n2\n00:00:01,000 --> 00:00:02,500\nHej\n",
        HELLO,
        ["Caption 2 (line 6): earlier than the one above; the captions now stand by their times."],
    ),
    "letters saved twice": (
        "1\n00:00:01,000 --> 00:00:02,500\nSÃ¥dan\n",
        [("00:00:01.000", "00:00:02.500", "SÃ¥dan")],
        ["Caption 1 (line 2): letters look as if they were saved in another charset, “SÃ¥dan”."],
    ),
    "two files put together": (
        "WEBVTT\n\n00:01.000 --> 00:02.500\nHej\n\nWEBVTT\n\n00:03.000 --> 00:04.000\nFarvel\n",
        HELLO,
        [],
    ),
}
GOOD_CUE = "1\n00:00:01,000 --> 00:00:02,500\nHej\n\n2\n"
REFUSED: dict[str, tuple[str, list[str]]] = {
    "no arrow": (
        GOOD_CUE + "00:00:03,000 00:00:04,000\nFarvel",
        [
            "Caption 2 (line 6): the times cannot be read, “00:00:03,000 00:00:04,000”. "
            "Write them as 00:00:01.000 --> 00:00:03.500."
        ],
    ),
    "half the times": (
        GOOD_CUE + "00:00:03,000 -->\nFarvel",
        [
            "Caption 2 (line 6): the times cannot be read, “00:00:03,000 -->”. "
            "Write them as 00:00:01.000 --> 00:00:03.500."
        ],
    ),
    "ninety-nine seconds": (
        GOOD_CUE + "00:00:99,000 --> 00:02:00,000\nFarvel",
        [
            "Caption 2 (line 6): the times cannot be read, “00:00:99,000 --> 00:02:00,000”. "
            "Write them as 00:00:01.000 --> 00:00:03.500."
        ],
    ),
    "frames, as Premiere counts them": (
        GOOD_CUE + "00:00:03:12 --> 00:00:04:00\nFarvel",
        [
            "Caption 2 (line 6): the times count frames, “00:00:03:12 --> 00:00:04:00”. "
            "Save the captions as SubRip (.srt)."
        ],
    ),
    "before the film": (
        GOOD_CUE + "-00:00:03,000 --> 00:00:04,000\nFarvel",
        ["Caption 2 (line 6): before the beginning of the film, “-00:00:03,000 --> 00:00:04,000”."],
    ),
    "ends before it begins": (
        GOOD_CUE + "00:00:09,000 --> 00:00:05,000\nBagvendt",
        ["Caption 2 (line 6): the end is not after the beginning, “00:00:09,000 --> 00:00:05,000”."],
    ),
    "ends when it begins": (
        GOOD_CUE + "00:00:09,000 --> 00:00:09,000\nIntet",
        ["Caption 2 (line 6): the end is not after the beginning, “00:00:09,000 --> 00:00:09,000”."],
    ),
    "days into the film": (
        GOOD_CUE + "99:00:00,000 --> 99:00:01,000\nSent",
        ["Caption 2 (line 6): more than 12 hours into the film, “99:00:00,000 --> 99:00:01,000”."],
    ),
    "no times": (GOOD_CUE + "Farvel", ["Caption 2 (line 5): the times are missing, “Farvel”."]),
    "words before the first times": (
        "Film om regn\n\n" + GOOD_CUE + "00:00:03,000 --> 00:00:04,000\nFarvel",
        ["Line 1, “Film om regn”, stands before the first times and belongs to no caption."],
    ),
    "two faults are told at once": (
        "1\n00:00:02,500 --> 00:00:01,000\nHej\n\n2\n00:00:03,000 --> x\nFarvel",
        [
            "Caption 2 (line 6): the times cannot be read, “00:00:03,000 --> x”. "
            "Write them as 00:00:01.000 --> 00:00:03.500.",
            "Caption 1 (line 2): the end is not after the beginning, “00:00:02,500 --> 00:00:01,000”.",
        ],
    ),
}
