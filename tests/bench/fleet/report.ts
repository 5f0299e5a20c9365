import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const number = (value: number): string => numbers.format(value)
export const percent = (value: number): string => `${(value * 100).toFixed(1)}%`
export const age = (seconds: number): string => `${number(seconds)} s`

/** A table in Markdown, its columns in line so that it can be read in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map(row => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** Puts a text between `<!-- name:start -->` and `<!-- name:end -->` of a Markdown file; both are added where missing. */
export function writeSection(file: URL, name: string, text: string): void {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '# Benchmarks\n'
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  const [before, after] = from >= 0 && to > from
    ? [page.slice(0, from), page.slice(to + end.length)]
    : [`${page.trimEnd()}\n\n`, '\n']
  writeFileSync(file, `${before}${start}\n${text}\n${end}${after}`)
}
