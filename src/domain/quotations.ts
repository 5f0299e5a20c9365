/** A part of a message. Lines are kept. */
export interface TextBlock {
  readonly kind: 'text' | 'quote'
  readonly text: string
  /** Who is quoted, as the quotation says; null where it does not. */
  readonly author: string | null
}

const quoteLine = /^-{54}$/

/** A quotation stands between two lines of 54 hyphens, or in lines that begin with `>>`. */
export function blocksOf(plain: string): { readonly blocks: readonly TextBlock[], readonly isQuoted: (at: number) => boolean } {
  const lines = plain.split('\n')
  const borders = lines.flatMap((line, index) => (quoteLine.test(line.trim()) ? [index] : []))
  const blocks: { kind: TextBlock['kind'], author: string | null, lines: string[], isOpen: boolean }[] = []
  /** Where each line begins, and whether it is part of a quotation. */
  const starts: number[] = []
  const quoted: boolean[] = []
  let border = 0
  let isInside = false
  let offset = 0
  for (const [index, line] of lines.entries()) {
    const isBorder = borders[border] === index
    if (isBorder) border += 1
    const opens = isBorder && !isInside && border < borders.length
    const closes = isBorder && isInside
    const isArrow = !isInside && !isBorder && line.startsWith('>>')
    const last = blocks.at(-1)
    if (opens) {
      isInside = true
      blocks.push({ kind: 'quote', author: null, lines: [], isOpen: true })
    } else if (closes) {
      isInside = false
      if (last !== undefined) last.isOpen = false
    } else if (isInside && last !== undefined) {
      const author = last.lines.length === 0 && last.author === null ? authorIn(line) : null
      if (author === null) last.lines.push(line)
      else last.author = author
    } else {
      const kind = isArrow ? 'quote' : 'text'
      const shown = isArrow ? line.slice(2).trimStart() : line
      if (last?.kind === kind && last.isOpen) last.lines.push(shown)
      else blocks.push({ kind, author: null, lines: [shown], isOpen: true })
    }
    starts.push(offset)
    quoted.push(opens || closes || isInside || isArrow)
    offset += line.length + 1
  }
  return {
    blocks: blocks
      .map(({ kind, author, lines: own }) => ({ kind, author, text: own.join('\n').trim() }))
      .filter(({ text, author }) => text !== '' || author !== null),
    isQuoted: at => quoted[lineAt(starts, at)] ?? false,
  }
}

/** The line a place in the text belongs to, found by halves. */
function lineAt(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The first line of a quotation names who is quoted, and when: `Anna Weber [today, 10:15] #chat5/381`. */
function authorIn(line: string): string | null {
  const header = line.trim().replace(/ #[\w:]{1,40}\/\d{1,20}$/, '')
  const date = header.lastIndexOf(' [')
  return header.endsWith(']') && date > 0 ? header.slice(0, date).trim() : null
}
