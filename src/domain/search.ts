/*
 * Names are compared as people type them, whatever the browser's language: without accents and capitals, in one of
 * several spellings. Lower case by the browser's own language would part İbrahim from ibrahim in a Turkish browser.
 */

/** What has taken the place of a letter that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
  // Latin: Polish, Vietnamese, Scandinavian, German, French, Turkish, Icelandic, Maltese, Azerbaijani.
  ł: 'l', đ: 'd', ø: 'o', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ħ: 'h', ŧ: 't', ŋ: 'n', ə: 'e',
  // Cyrillic: what Kazakh and Ukrainian names become on a Russian keyboard.
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', ґ: 'г',
  ς: 'σ',
  // Arabic letters that are typed for one another, with those of Persian and Urdu.
  ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ہ: 'ه',
  // Hindi: the moon and the dot above.
  '\u0901': '\u0902',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')

/** Digits of Arabic, Persian, Hindi and Thai: each script has its ten in a row. */
const digits = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u0E50-\u0E59]/gu
const zeros = [0x0660, 0x06F0, 0x0966, 0x0E50] as const

const katakana = /[\u30A1-\u30F6\u30FD\u30FE]/gu

/**
 * Accents, the vowel signs of Arabic and Hebrew, the nukta of Hindi and the tones of Thai, which many leave out. Other
 * marks are vowels (Hindi, Thai), or make another letter (the voiced kana).
 */
const accents = /(?![\u3099\u309A])(?=\p{M})[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}\u093C\u0E48-\u0E4C]/gu

/** Whatever is not seen, and the line that stretches an Arabic word. */
const unseen = /[\p{Cf}\u0640]/gu

/** The signs that stand for an apostrophe inside a word, one of which Unicode takes for a letter. */
const apostrophes = /(?<=[\p{L}\p{M}])['\u2019\u02BC\u02BB\u2018\u2032`\u00B4](?=\p{L})/gu

const spaceless = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\u30FC\\u3099\\u309A'
const isSpaceless = new RegExp(`[${spaceless}]`, 'u')
/** Where a script without spaces ends, and another word begins. */
const endOfSpaceless = new RegExp(`([${spaceless}])'?(?=[^\\s'${spaceless}])`, 'gu')

/**
 * The words of a name, or of what a person searches for, in the one spelling all its spellings share, with a space
 * between them; an apostrophe stays where it joins two parts of a word.
 */
export function searchable(text: string): string {
  return text
    .normalize('NFC')
    // Before they are taken apart: ´ would become a space with an accent.
    .replace(apostrophes, '\'')
    .normalize('NFKD')
    .replace(unseen, '')
    .replace(accents, '')
    .replace(apostrophes, '\'')
    .toLowerCase()
    .replace(accents, '')
    .replace(special, letter => letters[letter] ?? letter)
    .replace(katakana, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(digits, digit => String(digit.charCodeAt(0) - Math.max(...zeros.filter(zero => zero <= digit.charCodeAt(0)))))
    .replace(/[^\p{L}\p{M}\p{N}']+|(?<![\p{L}\p{M}])'|'(?![\p{L}\p{M}])/gu, ' ')
    .replace(endOfSpaceless, '$1 ')
    .replace(/ +/g, ' ')
    .trim()
}

/**
 * Whether each word searched for begins a word of the name, or stands anywhere in it where the script has no spaces
 * (Chinese, Japanese, Thai).
 *
 * @param query as `searchable` makes it
 */
export function matches(name: string, query: string): boolean {
  const words = searchable(name).split(' ')
  const beginnings = words.flatMap(partsOf)
  const whole = words.join('').replaceAll('\'', '')
  return query.split(' ').every((part) => {
    const wanted = part.replaceAll('\'', '')
    return isSpaceless.test(wanted) ? whole.includes(wanted) : beginnings.some(word => word.startsWith(wanted))
  })
}

/** "o'neil" is found by "oneil" and by "neil". */
function partsOf(word: string): string[] {
  const parts = word.split('\'')
  return parts.map((_, index) => parts.slice(index).join(''))
}
