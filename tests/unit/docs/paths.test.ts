import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const pages = ['README.md', 'AGENTS.md', 'CONTRIBUTING.md', 'emulator/README.md', ...readdirSync('docs').filter(name => name.endsWith('.md')).map(name => `docs/${name}`)]

/** Files that a page names, such as `stores/sync.ts` or `deploy/nginx.conf`: as they are, or from `src/` on. */
const named = /`((?:[\w-]+\/)+[\w.-]+\.(?:ts|vue|mjs|md|css|conf|sh|json))`/g

it.each(pages)('%s names files that are there', (page) => {
  const missing = [...readFileSync(page, 'utf8').matchAll(named)]
    .map(([, path = '']) => path)
    .filter(path => !['', 'src/', 'emulator/'].some(folder => existsSync(folder + path)))
  expect(missing).toEqual([])
})
