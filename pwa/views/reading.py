"""What somebody typed into a field, read: numbers, dates, moments. One source for server and phone.

Text is read letter by letter, because a rule has no string methods (docs/decisions/0002-rules.md).
Absent is -1 for numbers and None for days and minutes, which may lie before 1970.
"""

from typing import Final

from search.rules.civil import day_of, month_length, weekday, year_month_date

DAY: Final = 1440
HOUR: Final = 60
DIGITS: Final = {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9}
#: What Python's str.strip drops (JavaScript's trim drops others).
SPACES: Final = [
    letter
    for letter in "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
]
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
#: Moments are read from the year in which London's clock began to change by a rule.
FIRST_RULED: Final = 1972


def trimmed(text: str, most: int) -> str | None:
    """The text without the spaces around it. None: what is left is longer than `most` letters."""
    first = -1
    last = -1
    place = 0
    for letter in text:
        if letter not in SPACES:
            first = place if first < 0 else first
            last = place
        place = place + 1
    if first < 0:
        return ""
    if last - first >= most:
        return None
    if first == 0 and last == place - 1:
        return text
    kept = ""
    at = 0
    for each in text:
        kept = f"{kept}{each}" if first <= at and at <= last else kept
        at = at + 1
    return kept


def number_of(letters: list[str]) -> int:
    """Plain digits as a number, -1 for anything else and for more than nine of them."""
    if len(letters) == 0 or len(letters) > 9:
        return -1
    number = 0
    for letter in letters:
        digit = DIGITS.get(letter)
        if digit is None:
            return -1
        number = number * 10 + digit
    return number


def whole(text: str, most: int) -> int:
    """A number of at most `most` digits, -1 for anything else."""
    letters = [letter for letter in text]
    return number_of(letters) if len(letters) <= most else -1


def part(letters: list[str], first: int, count: int) -> int:
    """The digits from a place on as a number, -1 where they are none."""
    return number_of([letters[index] for index in range(first, first + count)])


def date_of(letters: list[str], first_year: int, last_year: int) -> int | None:
    """The day of the letters of "2026-11-27", None for anything else."""
    if len(letters) != 10 or letters[4] != "-" or letters[7] != "-":
        return None
    year = part(letters, 0, 4)
    month = part(letters, 5, 2)
    date = part(letters, 8, 2)
    if year < first_year or year > last_year or month < 1 or month > 12 or date < 1:
        return None
    if date > month_length(year, month):
        return None
    return day_of(year, month, date)


def day_in(text: str, first_year: int, last_year: int) -> int | None:
    """The day of "2026-11-27", None for anything else and outside the years."""
    return date_of([letter for letter in text], first_year, last_year)


def day_read(text: str) -> int | None:
    """The day of "2026-11-27", None for anything else and outside 1900 to 2999."""
    return day_in(text, FIRST_YEAR, LAST_YEAR)


def minute_read(text: str) -> int | None:
    """The wall minute of "2026-11-27T16:30", None for anything else and outside 1972 to 2999. A moment
    inside the hour that the clock skips is read one hour later (answers.md section 1)."""
    letters = [letter for letter in text]
    if len(letters) != 16 or letters[10] != "T" or letters[13] != ":":
        return None
    day = date_of([letters[index] for index in range(0, 10)], FIRST_RULED, LAST_YEAR)
    hour = part(letters, 11, 2)
    past = part(letters, 14, 2)
    if day is None or hour < 0 or hour > 23 or past < 0 or past > 59:
        return None
    return day * DAY + hour * HOUR + past + (HOUR if hour == skipped_hour(day) else 0)


def skipped_hour(day: int) -> int:
    """The hour that London's clock skips on a day since 1972, -1 for none: on the Sunday from 16 March on;
    since 1981 on the last of March, from 1am to 2am."""
    year = year_month_date(day)[0]
    if weekday(day) != 6:
        return -1
    if year < 1981:
        sixteenth = day_of(year, 3, 16)
        return 2 if sixteenth <= day and day < sixteenth + 7 else -1
    last = day_of(year, 3, 31)
    return 1 if last - 7 < day and day <= last else -1


def hundredths(text: str) -> int:
    """A number with up to three digits before the point and two after it, in hundredths; -1 for
    anything else: "2.5" is 250."""
    before: list[str] = []
    after: list[str] = []
    points = 0
    for letter in text:
        if letter == ".":
            points = points + 1
        elif points == 0:
            before.append(letter)
        else:
            after.append(letter)
    units = number_of(before)
    if units < 0 or len(before) > 3 or points > 1 or len(after) > 2:
        return -1
    if points == 0:
        return units * 100
    rest = number_of(after)
    if rest < 0:
        return -1
    return units * 100 + (rest * 10 if len(after) == 1 else rest)
