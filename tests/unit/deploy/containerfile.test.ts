import { readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'

/*
 * The rules of hadolint that matter here; the tests have no container engine and no hadolint. Their numbers are in the
 * titles.
 */
const text = readFileSync('deploy/Containerfile', 'utf8')
const instructions = text.replaceAll(/\\\n\s*/g, '').split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [name = '', ...words] = line.split(/\s+/)
    return { name, words }
  })
const named = (name: string) => instructions.filter(instruction => instruction.name === name).map(({ words }) => words)

it('starts from one base of a full version, from a named registry (DL3006, DL3007)', () => {
  expect(named('FROM')).toEqual([[expect.stringMatching(/^docker\.io\/[\w/-]+:\d+\.\d+\.\d+-\w+(?:@sha256:[\da-f]{64})?$/)]])
})

it('ends as a user that is not root, by number, so that an orchestrator can see it (DL3002)', () => {
  const [last] = named('USER').slice(-1)
  expect(last?.[0]).toMatch(/^[1-9]\d*(?::[1-9]\d*)?$/)
})

it('runs nothing as it is built, and adds nothing from elsewhere (DL3020, DL3008, DL4006)', () => {
  expect([...new Set(instructions.map(({ name }) => name))].toSorted()).toEqual(['COPY', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'USER'])
})

it('copies only what is there, to absolute places (DL3045), a script as one that runs', () => {
  for (const [from = '', to = ''] of named('COPY')) {
    expect(to).toMatch(/^\//)
    // `dist` comes from the build.
    if (from !== 'dist') expect(statSync(from).isFile()).toBe(true)
    if (from.endsWith('.sh')) expect(statSync(from).mode & 0o111).toBe(0o111)
  }
})

it('holds no secret, and says when it is not healthy (DL3057)', () => {
  expect(text).not.toMatch(/password|secret|token/i)
  expect(named('HEALTHCHECK').flat().join(' ')).toContain('/healthz')
})
