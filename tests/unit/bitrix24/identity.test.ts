import type { B24Frame } from '@bitrix24/b24jssdk'
import { describe, expect, it, vi } from 'vitest'
import type { CommandAnswer } from '../../../src/bitrix24/batch.ts'
import { type Identity, identityOf } from '../../../src/bitrix24/identity.ts'
import type { KeptValues } from '../../../src/bitrix24/kept-options.ts'
import type { Options } from '../../../src/bitrix24/options.ts'
import { err, ok } from '../../../src/domain/failure.ts'

/** A frame whose portal keeps these texts for its user. */
function frameWith(kept: KeptValues) {
  const keepForPerson = vi.fn<Options['keepForPerson']>(() => Promise.resolve(true))
  const identity = identityOf({} as unknown as B24Frame, { forPerson: name => kept[name] || null, keepForPerson })
  return { identity, keepForPerson }
}

const ridden = (identity: Identity) => identity.extraCommands(50).map(({ key, command }) => [key, command.method])

function answer(identity: Identity, outcome: CommandAnswer['outcome']): void {
  for (const extra of identity.extraCommands(50)) extra.take({ outcome, operating: null })
}

describe('who looks', () => {
  it('is asked in the first batch, kept with the next, and not asked again', () => {
    const { identity, keepForPerson } = frameWith({})
    expect(ridden(identity)).toEqual([['profile', 'profile']])
    const heard: (string | null)[] = []
    identity.followTimeZone(timeZone => void heard.push(timeZone))
    answer(identity, ok({ ID: '7', TIME_ZONE: 'Asia/Tokyo' }))
    expect(identity.userId).toBe(7)
    expect(heard).toEqual([null, 'Asia/Tokyo'])
    expect(keepForPerson.mock.calls).toEqual([[{ userId: '7', timeZone: 'Asia/Tokyo' }, 'with-next-poll']])
    expect(ridden(identity)).toEqual([])
  })

  it('is known from the start where the portal has kept it, and hears of a move once', () => {
    const { identity, keepForPerson } = frameWith({ userId: '7', timeZone: 'Asia/Tokyo' })
    const heard: (string | null)[] = []
    identity.followTimeZone(timeZone => void heard.push(timeZone))
    expect(identity.userId).toBe(7)
    answer(identity, ok({ ID: '7', TIME_ZONE: 'Europe/Berlin' }))
    expect(heard).toEqual(['Asia/Tokyo', 'Europe/Berlin'])
    expect(keepForPerson.mock.calls).toEqual([[{ userId: '7', timeZone: 'Europe/Berlin' }, 'with-next-poll']])
  })

  it('is not kept again where nothing has changed', () => {
    const { identity, keepForPerson } = frameWith({ userId: '7', timeZone: 'Asia/Tokyo' })
    answer(identity, ok({ ID: '7', TIME_ZONE: 'Asia/Tokyo' }))
    expect(keepForPerson).not.toHaveBeenCalled()
  })

  it.each([undefined, null, '', false, [], 3])('has no time zone where the portal says %j', (timeZone) => {
    const { identity } = frameWith({ timeZone: '' })
    const heard: (string | null)[] = []
    identity.followTimeZone(name => void heard.push(name))
    answer(identity, ok({ ID: '7', TIME_ZONE: timeZone }))
    expect(identity.userId).toBe(7)
    expect(heard).toEqual([null])
  })

  it('is asked on until it is known, but not for the time zone alone', () => {
    const refused = err({ kind: 'server', code: 'X' })
    const stranger = frameWith({}).identity
    answer(stranger, refused)
    expect(ridden(stranger)).toHaveLength(1)
    const acquaintance = frameWith({ userId: '7' }).identity
    answer(acquaintance, refused)
    expect(ridden(acquaintance)).toEqual([])
  })

  it('waits for a batch that has room, and for one that is answered', () => {
    const { identity } = frameWith({})
    expect(identity.extraCommands(0)).toEqual([])
    for (const extra of identity.extraCommands(1)) extra.take(undefined)
    expect(ridden(identity)).toHaveLength(1)
  })
})
