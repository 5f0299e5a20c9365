import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from '@playwright/test'
import type * as LeaderElection from '../../src/polling/leader-election.ts'

const entry = fileURLToPath(new URL('../../src/polling/leader-election.ts', import.meta.url))

test('the browser\'s own locks elect one leader in each of 300 random rounds', async ({ page }) => {
  const { outputFiles: [code] } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false })
  await page.route('**/election', route => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.route('**/election.js', route => route.fulfill({ contentType: 'text/javascript', body: code?.text ?? '' }))
  await page.goto('/election')
  const wrongs = await page.evaluate(async () => {
    const address = '/election.js'
    const { createElection } = await import(address) as typeof LeaderElection
    const wrong: string[] = []
    for (let round = 0; round < 300; round += 1) {
      const candidates = Array.from({ length: 4 }, () => {
        const state = { leads: false, wants: false }
        const election = createElection({ locks: navigator.locks, name: `round-${String(round)}`, onLeading: leads => void (state.leads = leads) })
        return { state, election }
      })
      const log: string[] = []
      for (let step = 0; step < 12; step += 1) {
        const who = Math.floor(Math.random() * candidates.length)
        const action = (['join', 'steal', 'leave'] as const)[Math.floor(Math.random() * 3)] ?? 'join'
        log.push(`${action} ${String(who)}`)
        const candidate = candidates[who]
        candidate?.election[action]()
        if (candidate !== undefined && action !== 'steal') candidate.state.wants = action === 'join'
        if (Math.random() < 0.5) await new Promise(resolve => setTimeout(resolve, Math.random() * 3))
      }
      // A word from the browser comes after all that it was asked before.
      for (let turn = 0; turn < 3; turn += 1) {
        await navigator.locks.query()
        await new Promise(resolve => setTimeout(resolve, 5))
      }
      const wanting = candidates.filter(({ state }) => state.wants)
      const leading = candidates.filter(({ state }) => state.leads)
      if (leading.length !== Math.min(1, wanting.length) || leading.some(({ state }) => !state.wants)) wrong.push(log.join(', '))
      for (const { election } of candidates) election.leave()
    }
    return wrong
  })
  expect(wrongs).toEqual([])
})
