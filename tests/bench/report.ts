import { readFile, writeFile } from 'node:fs/promises'

/** Something the app promises, and what came of it. */
export interface Promised {
  readonly text: string
  readonly measured: string
  readonly kept: boolean
}

/** As rows of a table. */
export const rowsOf = (promises: readonly Promised[]): string[] => [
  '| promise | measured | kept |',
  '| --- | --- | --- |',
  ...promises.map(({ text, measured, kept }) => `| ${text} | ${measured} | ${kept ? 'yes' : 'no'} |`),
]

/** Writes a section of docs/benchmarks.md anew, says what was kept, and lets the process fail where one was not. */
export async function report(section: string, lines: readonly string[], promises: readonly Promised[]): Promise<void> {
  const path = new URL('../../docs/benchmarks.md', import.meta.url)
  const known = await readFile(path, 'utf8')
  const [start, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`]
  const text = [start, ...lines, '', end].join('\n')
  const at = known.indexOf(start)
  await writeFile(path, at < 0 ? `${known.trimEnd()}\n\n${text}\n` : known.slice(0, at) + text + known.slice(known.indexOf(end) + end.length))
  for (const { text: promise, measured, kept } of promises) console.log(`${kept ? '✔' : '✘'} ${promise}: ${measured}`)
  if (!promises.every(({ kept }) => kept)) process.exitCode = 1
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
