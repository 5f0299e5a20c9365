import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laterOption, mergeLater, parseLater, writeLater } from '../../../src/bitrix24/later-option.ts'
import { type LaterEntry, withLater } from '../../../src/domain/later.ts'
import { runs } from '../runs.ts'
import { emptyShelf, optionsOn } from '../stores/shelf.ts'

/** Each time a chat is put aside, its entry has another count: so it is known which one was brought back. */
class Person {
  readonly #last = new Map<string, LaterEntry>()
  readonly #broughtBack = new Set<number>()
  #puts = 0

  putAside(list: string | null, dialogId: string): string {
    this.#puts += 1
    const entry = { dialogId, until: null, count: this.#puts, messageId: null }
    this.#last.set(dialogId, entry)
    return writeLater(withLater(parseLater(list), [entry]))
  }

  bringBack(list: string | null, dialogId: string): string {
    const entries = parseLater(list)
    for (const entry of entries) if (entry.dialogId === dialogId) this.#broughtBack.add(entry.count)
    return writeLater(entries.filter(entry => entry.dialogId !== dialogId))
  }

  /** What must be aside in the end. */
  get aside(): readonly LaterEntry[] {
    return sorted([...this.#last.values()].filter(({ count }) => !this.#broughtBack.has(count)))
  }
}

const sorted = (entries: readonly LaterEntry[]) => entries.toSorted((one, other) => one.count - other.count)

/** What one of two devices does: it puts aside chats of its own, and brings back any. */
const stepsOf = <Kind extends string>(...others: readonly Kind[]) => fc.array(fc.record({
  kind: fc.constantFrom('put', 'back', ...others), device: fc.nat(1), chat: fc.nat(5), waits: fc.boolean(),
}), { maxLength: 40 })
const ownChat = (device: number, chat: number) => `chat${String(1 + chat - chat % 2 + device)}`
const anyChat = (chat: number) => `chat${String(1 + chat)}`

const entry = (dialogId: string): LaterEntry => ({ dialogId, until: null, count: 1, messageId: null })
const listOf = (...dialogIds: readonly string[]) => writeLater(dialogIds.map(entry))

describe('a chat that another device has put aside', () => {
  /** A portal that holds chat5, of which the device opened before it has not heard. */
  function openDevice(send?: (answer: () => unknown) => Promise<unknown>) {
    const shelf = emptyShelf()
    const options = optionsOn(shelf, send)
    shelf.person = { [laterOption]: listOf('chat5') }
    const aside = () => parseLater(shelf.person[laterOption] ?? null).map(({ dialogId }) => dialogId)
    const put = (...dialogIds: readonly string[]) => options.keepForPerson({ [laterOption]: listOf(...dialogIds) }, 'now', mergeLater)
    return { shelf, options, aside, put }
  }

  it('is not lost with the answer to a write, nor where the portal is not reached', async () => {
    const lost = new Set([2, 3])
    let requests = 0
    const { put, aside, options } = openDevice(async (answer) => {
      requests += 1
      if (requests === 3) throw new Error('not reached')
      const answered = answer()
      return lost.has(requests) ? Promise.reject(new Error('lost')) : Promise.resolve(answered)
    })
    expect(await put('chat6')).toBe(false)
    expect(aside()).toEqual(['chat5', 'chat6'])
    expect(await put('chat5', 'chat6', 'chat7')).toBe(false)
    expect(aside()).toEqual(['chat5', 'chat6'])
    expect(await put('chat5', 'chat6', 'chat7', 'chat8')).toBe(true)
    expect([aside(), options.forPerson(laterOption)]).toEqual([['chat5', 'chat6', 'chat7', 'chat8'], listOf('chat5', 'chat6', 'chat7', 'chat8')])
  })

  it('is kept beside one that is put aside while a setting is on its way', async () => {
    const { put, aside, options } = openDevice()
    const setting = options.keepForPerson({ theme: '"dark"' })
    await Promise.resolve()
    expect(await Promise.all([setting, put('chat6')])).toEqual([true, true])
    expect(aside()).toEqual(['chat5', 'chat6'])
  })

  it('stays in a frame that hears of another frame\'s write while its own is not answered', async () => {
    const { put, options, aside } = openDevice()
    const own = put('chat6')
    options.learn({ [laterOption]: listOf('chat5', 'chat7') }, 'kept')
    expect(options.forPerson(laterOption)).toBe(listOf('chat5', 'chat7', 'chat6'))
    await own
    expect(aside()).toContain('chat5')
  })

  it('is unknown where the portal does not tell: what is put aside here is kept all the same', async () => {
    const { put, aside } = openDevice((answer) => {
      const answered = answer() as { getData: () => Record<string, unknown> }
      const { kept, ...rest } = answered.getData()
      return Promise.resolve({ getData: () => ({ ...rest, ...kept !== undefined && { kept: { isSuccess: false, getErrors: () => [] } } }) })
    })
    expect(await put('chat6')).toBe(true)
    expect(aside()).toEqual(['chat6'])
  })
})

/** A device never polls twice at the same time. */
async function pollOnce(own: { isPolling: boolean, poll: () => Promise<void> } | undefined): Promise<void> {
  if (own === undefined || own.isPolling) return
  own.isPolling = true
  await own.poll()
  own.isPolling = false
}

describe('two devices of one person', () => {
  it('lose nothing, and bring nothing again, in whatever order they put aside and bring back, read and write', () => {
    fc.assert(fc.property(stepsOf('read', 'write'), (steps) => {
      let portal = ''
      const person = new Person()
      const devices: { base: string | null, mine: string }[] = [{ base: null, mine: '' }, { base: null, mine: '' }]
      const settle = [0, 1, 0, 1].map(device => ({ kind: 'write', device, chat: 0 }))
      for (const { kind, device, chat } of [...steps, ...settle]) {
        const own = devices[device] ?? { base: null, mine: '' }
        if (kind === 'put') own.mine = person.putAside(own.mine, ownChat(device, chat))
        else if (kind === 'back') own.mine = person.bringBack(own.mine, anyChat(chat))
        else {
          own.mine = mergeLater(own.base, own.mine, portal)
          if (kind === 'write') portal = own.mine
          own.base = portal
        }
      }
      expect(sorted(parseLater(portal))).toEqual(person.aside)
      expect(devices.map(({ mine }) => sorted(parseLater(mine)))).toEqual([person.aside, person.aside])
    }), { numRuns: runs(1_000) })
  })

  it('lose nothing where their requests overtake each other', async () => {
    await fc.assert(fc.asyncProperty(fc.scheduler(), stepsOf('poll', 'time'), async (scheduler, steps) => {
      const shelf = emptyShelf()
      const person = new Person()
      const send = async (answer: () => unknown) => {
        await scheduler.schedule(Promise.resolve())
        const answered = answer()
        await scheduler.schedule(Promise.resolve())
        return answered
      }
      const devices = [0, 1].map(() => ({ ...optionsOn(shelf, send), isPolling: false }))
      for (const { kind, device, chat, waits } of steps) {
        const own = devices[device]
        if (kind === 'poll') void pollOnce(own)
        else if (kind === 'time') await scheduler.waitNext(Math.min(1, scheduler.count()))
        else {
          const list = own?.forPerson(laterOption) ?? null
          const wanted = kind === 'put' ? person.putAside(list, ownChat(device, chat)) : person.bringBack(list, anyChat(chat))
          void own?.keepForPerson({ [laterOption]: wanted }, waits ? 'with-next-poll' : 'now', mergeLater)
        }
      }
      await scheduler.waitIdle()
      for (let round = 0; round < 3; round += 1) {
        for (const own of devices) {
          void own.poll()
          await scheduler.waitIdle()
        }
      }
      expect(sorted(parseLater(shelf.person[laterOption] ?? null))).toEqual(person.aside)
    }), { numRuns: runs(300) })
  })
})
