import type { B24Frame } from '@bitrix24/b24jssdk'
import { describe, expect, it, vi } from 'vitest'
import type { CommandAnswer } from '../../../src/bitrix24/batch.ts'
import { identityOf } from '../../../src/bitrix24/identity.ts'
import { success } from '../../../src/domain/failure.ts'

/** A frame whose portal has handed over these options of its user. */
function frameWith(options: Readonly<Record<string, string>>) {
  const send = vi.fn<(command: string, parameters: object) => Promise<void>>(() => Promise.resolve())
  const userGet = (name: string) => {
    if (options[name] === undefined) throw new Error('not set')
    return options[name]
  }
  const kept = () => Object.fromEntries(send.mock.calls.map(([, parameters]) => {
    const { name, value } = parameters as { name: string, value: string }
    return [name, value]
  }))
  return { b24: { options: { userGet }, parent: { message: { send } } } as unknown as B24Frame, kept }
}

const told = (profile: object) => ({ profile: { outcome: success(profile), operating: null } as CommandAnswer })

describe('who looks', () => {
  it('is asked in the first batch, kept, and not asked again', () => {
    const { b24, kept } = frameWith({})
    const identity = identityOf(b24)
    expect(identity.commands).toEqual({ profile: { method: 'profile' } })
    const heard: (string | null)[] = []
    identity.followTimeZone(timeZone => void heard.push(timeZone))
    identity.take(told({ ID: '7', TIME_ZONE: 'Asia/Tokyo' }))
    expect(identity.userId).toBe(7)
    expect(heard).toEqual([null, 'Asia/Tokyo'])
    expect(kept()).toEqual({ userId: '7', timeZone: 'Asia/Tokyo' })
    expect(identity.commands).toEqual({})
  })

  it('is known from the start where the portal has kept it, and hears of a move once', () => {
    const { b24, kept } = frameWith({ userId: '7', timeZone: 'Asia/Tokyo' })
    const identity = identityOf(b24)
    const heard: (string | null)[] = []
    identity.followTimeZone(timeZone => void heard.push(timeZone))
    expect(identity.userId).toBe(7)
    identity.take(told({ ID: '7', TIME_ZONE: 'Europe/Berlin' }))
    expect(heard).toEqual(['Asia/Tokyo', 'Europe/Berlin'])
    expect(kept()).toEqual({ timeZone: 'Europe/Berlin' })
  })

  it.each([undefined, null, '', false, [], 3])('has no time zone where the portal says %j', (timeZone) => {
    const identity = identityOf(frameWith({ timeZone: '' }).b24)
    const heard: (string | null)[] = []
    identity.followTimeZone(name => void heard.push(name))
    identity.take(told({ ID: '7', TIME_ZONE: timeZone }))
    expect(identity.userId).toBe(7)
    expect(heard).toEqual([null])
  })

  it('is asked on until it is known, but not for the time zone alone', () => {
    const refused = { profile: { outcome: { ok: false, failure: { kind: 'server', code: 'X' } }, operating: null } as unknown as CommandAnswer }
    const stranger = identityOf(frameWith({}).b24)
    stranger.take(refused)
    expect(stranger.commands).not.toEqual({})
    const acquaintance = identityOf(frameWith({ userId: '7' }).b24)
    acquaintance.take(refused)
    expect(acquaintance.commands).toEqual({})
  })
})
