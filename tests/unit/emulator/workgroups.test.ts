import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPortal, type PortalClient } from './portal-client.ts'

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
  portal.control.scopes({ scopes: ['socialnetwork'] })
  for (let id = 100; id < 220; id += 1) {
    portal.portal.groups.set(id, { id, name: `Group ${String(id)}`, members: new Set([1]), visible: true, chatId: null })
  }
})

afterEach(() => portal.close())

async function list(params: object) {
  const { body } = await portal.call('socialnetwork.api.workgroup.list', params)
  const { workgroups } = body.result as { workgroups: { name: string }[] }
  return { names: workgroups.map(({ name }) => name), total: body.total, next: body.next }
}

it('gives fifty at a time', async () => {
  expect(await list({})).toMatchObject({ total: 121, next: 50 })
  expect((await list({ start: 50 })).names).toHaveLength(50)
  const last = await list({ start: 100 })
  expect(last.names).toHaveLength(21)
  expect(last.next).toBeUndefined()
})

it('finds a part of a name, in capitals or not, and all of it', async () => {
  expect((await list({ filter: { '%NAME': 'INAN' } })).names).toEqual(['Finance'])
  expect((await list({ filter: { NAME: 'Group 101' } })).names).toEqual(['Group 101'])
  expect((await list({ filter: { NAME: 'Group' } })).names).toEqual([])
})

it('keeps what the person may not see', async () => {
  expect((await list({ filter: { '%NAME': 'Board' } })).names).toEqual([])
})

it('sorts by name when asked', async () => {
  expect((await list({})).names[0]).toBe('Finance')
  portal.portal.groups.set(300, { id: 300, name: 'Archive', members: new Set([1]), visible: true, chatId: null })
  expect((await list({ order: { NAME: 'ASC' } })).names[0]).toBe('Archive')
})
