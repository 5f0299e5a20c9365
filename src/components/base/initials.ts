const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Up to two letters for somebody or something without a picture: of the first two words that begin with one. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/u)
    .filter(word => /^[\p{L}\p{N}]/u.test(word))
    .slice(0, 2)
    .map(word => letters.segment(word)[Symbol.iterator]().next().value?.segment ?? '')
    .join('')
    .toLocaleUpperCase()
}
