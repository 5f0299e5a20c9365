import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder = ''
let served = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unread-update-'))
  served = join(folder, 'served')
})

afterEach(() => rmSync(folder, { recursive: true }))

/** A build whose hashed files have these names. */
function build(name: string, ...assets: readonly string[]): string {
  const dist = join(folder, name)
  mkdirSync(join(dist, 'assets'), { recursive: true })
  for (const asset of assets) for (const ending of ['', '.gz', '.br']) writeFileSync(join(dist, 'assets', asset + ending), name)
  const hash = '0'.repeat(64)
  writeFileSync(join(dist, 'files.txt'), [...assets.map(asset => `assets/${asset}`), 'index.html'].map(path => `${hash}  ${path}\n`).join(''))
  writeFileSync(join(dist, 'index.html'), name)
  writeFileSync(join(dist, 'index.html.gz'), name)
  return dist
}

const update = (dist: string) => execFileSync('sh', ['deploy/update.sh', dist, served], { stdio: 'pipe' })
const page = () => readFileSync(join(served, 'index.html'), 'utf8')
const scripts = () => readdirSync(join(served, 'assets')).filter(name => name.endsWith('.js')).toSorted()

/** As if so many days had passed. */
function pass(days: number): void {
  const assets = join(served, 'assets')
  const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000)
  for (const name of readdirSync(assets)) utimesSync(join(assets, name), then, then)
}

it('keeps the files of the release before, however old they are, and drops them a week after they were replaced', () => {
  update(build('first', 'a-1.js', 'same-1.js'))
  pass(60)
  update(build('second', 'a-2.js', 'same-1.js'))
  expect([page(), scripts()]).toEqual(['second', ['a-1.js', 'a-2.js', 'same-1.js']])
  pass(9)
  update(build('third', 'a-3.js', 'same-1.js'))
  expect([page(), scripts()]).toEqual(['third', ['a-2.js', 'a-3.js', 'same-1.js']])
  expect(readdirSync(join(served, 'assets')).filter(name => name.startsWith('a-1'))).toEqual([])
})

it('goes back to an older build in the same way', () => {
  const first = build('first', 'a-1.js')
  update(first)
  update(build('second', 'a-2.js'))
  update(first)
  expect([page(), scripts()]).toEqual(['first', ['a-1.js', 'a-2.js']])
})

it('leaves no packed page beside a page it was not packed from', () => {
  update(build('first', 'a-1.js'))
  const second = build('second', 'a-2.js')
  rmSync(join(second, 'index.html.gz'))
  update(second)
  expect(existsSync(join(served, 'index.html.gz'))).toBe(false)
})

it('touches nothing where what it is given is no build', () => {
  update(build('first', 'a-1.js'))
  mkdirSync(join(folder, 'empty'))
  expect(() => update(join(folder, 'empty'))).toThrow('it is no build')
  expect([page(), scripts()]).toEqual(['first', ['a-1.js']])
})
