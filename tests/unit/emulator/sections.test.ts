import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Recent } from '../../../emulator/wire.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => portal.close())

const recent = async () => (await fetch(`${portal.origin}/portal/recent?user=1`)).json() as Promise<Recent>
const counts = ({ sections }: Recent) => Object.fromEntries(sections.map(({ key, count }) => [key, count]))

it('has one number for each section of the messenger, and another for the browser\'s title', async () => {
  const page = await recent()
  expect(counts(page)).toEqual({ chats: 27, copilot: 5, collabs: 3, tasks: 9, lines: 2, notifications: 4 })
  expect(page.title).toBe(27 + 2 + 4)
  portal.control.notify({ count: 3 })
  portal.control.message({ dialogId: 'chat1435' })
  expect(counts(await recent())).toMatchObject({ chats: 28, notifications: 7 })
  expect((await recent()).title).toBe(37)
})

it('has no sections for what an older portal does not count', async () => {
  portal.control.shape({ shape: 'older' })
  expect(Object.keys(counts(await recent()))).toEqual(['chats', 'lines', 'notifications'])
})
