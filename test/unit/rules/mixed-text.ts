import fc from "fast-check";

const words = ["a", "Word", "x_y", "-", "http", "https", "www", "café", "naïve", "ÿ"];
const domains = [
  "example.com",
  "x.com",
  "t.co",
  "clip.mov",
  "photo.jpg",
  "sub_domain.example.org",
  "a_b.com",
  "foo-.com",
  "-foo.com",
  "nic.みんな",
  "пример.рф",
  "xn--p1ai.xn--p1ai",
  "a.嘉里大酒店",
  "例え.jp",
  "b.co.uk",
  "EXAMPLE.COM",
];
const schemes = ["http://", "https://", "HTTP://", "ftp://", "://", "//"];
const tails = [
  "/",
  "/path",
  "/a_(b)",
  "/a_(b(c))",
  "/(a(b(c)))",
  "(",
  ")",
  "?",
  "?q=1",
  "?q=1.",
  ":80",
  ":",
  "#x",
  "/@user/",
  "/я",
  "/日",
];
const marks = [..." \n\t.,;!?'\"`~^|\\<>[]{}()*&%$#@＠＃+-_=/:…—“”。、，．｡•€"];
const letters = [..."日本語のㄱ가ไทยहिالعربية"];
const accents = ["e\u0301", "o\u0308", "\u0301", "\u0327", "\u1161", "Å", "ﬁ"];
const invisibles = ["\u200B", "\u200C", "\u200D", "\u200E", "\u200F", "\u202A", "\u2066"];
const oddities = ["\u00A0", "\u3000", "\u2028", "\uFEFF", "\uFFFE", "\uFE0E", "\u180E"];

/** Emoji that twitter-text's table of 2018 knows, in the form it knows them. */
export const knownEmoji = [
  "😀",
  "❤️",
  "☺",
  "👍🏽",
  "🏳️‍🌈",
  "👨‍👩‍👧‍👦",
  "👩🏾‍🚒",
  "🇩🇪",
  "🇦🇦",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "1️⃣",
  "#⃣",
  "©",
  "©️",
  "™",
  "🏃‍♀️",
  "🏃‍♀",
  "😀️",
  "🏽",
];

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...domains) },
  { weight: 2, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constantFrom(...schemes) },
  { weight: 2, arbitrary: fc.constantFrom(...tails) },
  { weight: 4, arbitrary: fc.constantFrom(...marks) },
  { weight: 1, arbitrary: fc.constantFrom(...letters) },
  { weight: 1, arbitrary: fc.constantFrom(...accents) },
  { weight: 1, arbitrary: fc.constantFrom(...invisibles, ...oddities) },
  { weight: 1, arbitrary: fc.constantFrom(...knownEmoji) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
);

/** Words, links, emoji, CJK, punctuation and marks, put together without any order. */
export const mixedText = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
