import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SAVING_DELAY } from '../../../emulator/bridge/bridge-server.ts'
import { parseBridgeMessage } from '../../../emulator/page/bridge-message.ts'
import { openPortal, type PortalClient } from './portal-client.ts'

const SILENCE = { kind: 'silence' }

let portal: PortalClient

beforeEach(async () => {
  portal = await openPortal()
})

afterEach(() => {
  vi.useRealTimers()
  return portal.close()
})

describe('a message to the parent window', () => {
  it.each([
    ['getInitData:key:sid', { command: 'getInitData', params: null, callback: 'key', appSid: 'sid' }],
    ['setTitle:{"title":"a:b"}:key:sid', { command: 'setTitle', params: { title: 'a:b' }, callback: 'key', appSid: 'sid' }],
    [{ method: 'x:y', params: '', callback: 'key', appSid: 'sid' }, { command: 'x:y', params: '', callback: 'key', appSid: 'sid' }],
    ['noise', undefined],
    [{ type: 'other' }, undefined],
    [null, undefined],
  ])('%j is read', (data, expected) => {
    expect(parseBridgeMessage(data)).toEqual(expected)
  })
})

describe('a frame', () => {
  it('is opened by a form with everything a portal posts', async () => {
    const { action, name, origin, appSid, fields } = await portal.frame({ placement: 'IM_SIDEBAR', dialogId: 'chat1435', language: 'ru' })
    const domain = new URL(portal.origin).host
    expect(name).toBe(`${domain}|0|${appSid}`)
    expect(origin).toBe('http://app.example.com')
    expect(Object.fromEntries(new URL(action).searchParams)).toEqual({ DOMAIN: domain, PROTOCOL: '0', LANG: 'ru', APP_SID: appSid })
    expect(Object.keys(fields).sort()).toEqual([
      'APPLICATION_SCOPE', 'APPLICATION_TOKEN', 'AUTH_EXPIRES', 'AUTH_ID', 'PLACEMENT', 'PLACEMENT_OPTIONS', 'REFRESH_ID',
      'SERVER_ENDPOINT', 'member_id', 'status',
    ])
    expect(JSON.parse(fields.PLACEMENT_OPTIONS ?? '')).toEqual({ dialogId: 'chat1435', URI: '/online/' })
  })

  it('is the app\'s own page until the app is installed', async () => {
    portal.control.install({ installed: false })
    const { appSid, fields } = await portal.frame()
    expect(fields.PLACEMENT).toBe('DEFAULT')
    expect(await portal.bridge(appSid, 'getInitData')).toMatchObject({ result: { INSTALL: true, FIRST_RUN: true, PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: [] } })
    expect(await portal.bridge(appSid, 'setInstall', { install: true })).toEqual({ kind: 'answer' })
    expect(await portal.bridge(appSid, 'getInitData')).toMatchObject({ result: { INSTALL: true, FIRST_RUN: false } })
    expect(await portal.bridge(appSid, 'setInstallFinish')).toEqual({ kind: 'reload' })
    expect((await portal.frame()).fields.PLACEMENT).toBe('LEFT_MENU')
  })
})

describe('a command', () => {
  it('gets the initial data, with PHP\'s empty values', async () => {
    const { appSid } = await portal.frame({ user: 547 })
    expect(await portal.bridge(appSid, 'getInitData')).toMatchObject({
      kind: 'answer',
      result: { LANG: 'en', PROTOCOL: 0, PATH: '/rest', IS_ADMIN: false, USER_OPTIONS: '', APP_OPTIONS: [], PLACEMENT: 'LEFT_MENU', PLACEMENT_OPTIONS: { URI: '/crm/lead/list/' } },
    })
  })

  it('is not heard from another frame, when unknown, or by a silent portal', async () => {
    const { appSid } = await portal.frame()
    expect(await portal.bridge('another', 'getInitData')).toEqual(SILENCE)
    expect(await portal.bridge(appSid, 'doMagic')).toEqual(SILENCE)
    portal.control.silent({ on: true })
    expect(await portal.bridge(appSid, 'getInitData')).toEqual(SILENCE)
  })

  it.each(['setTitle', 'setScroll', 'reloadWindow'])('%s is heard only from the app\'s own page', async (command) => {
    const verdict = async (placement: string) => portal.bridge((await portal.frame({ placement })).appSid, command)
    expect(await verdict('LEFT_MENU')).toEqual(SILENCE)
    expect(await verdict('IM_SIDEBAR')).toEqual(SILENCE)
    expect(await verdict('DEFAULT')).toEqual({ kind: 'perform' })
  })

  it('resizeWindow is not heard from a slider', async () => {
    expect(await portal.bridge((await portal.frame()).appSid, 'resizeWindow')).toEqual({ kind: 'perform' })
    expect(await portal.bridge((await portal.frame({ slider: {} })).appSid, 'resizeWindow')).toEqual(SILENCE)
  })

  it('openPath opens what a portal lets an app open', async () => {
    const { appSid } = await portal.frame()
    const open = (path: string) => portal.bridge(appSid, 'openPath', { path })
    expect(await open('/crm/deal/details/1/')).toEqual({ kind: 'perform' })
    expect(await open('/company/personal/user/1/tasks/')).toEqual({ kind: 'perform' })
    expect(await open('/settings/')).toEqual({ kind: 'answer', result: { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' } })
    const phone = await portal.frame({ device: 'phone' })
    expect(await portal.bridge(phone.appSid, 'openPath', { path: '/crm/deal/details/1/' }))
      .toEqual({ kind: 'answer', result: { result: 'error', errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' } })
  })

  it('answers before options of the user are kept; those of the app are only for an administrator', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const employee = await portal.frame({ user: 547 })
    const options = () => portal.bridge(employee.appSid, 'getInitData')
    expect(await portal.bridge(employee.appSid, 'setAppOption', { name: 'a', value: '1' })).toEqual(SILENCE)
    expect(await portal.bridge(employee.appSid, 'setUserOption', { name: 'b', value: '2' })).toEqual({ kind: 'answer' })
    expect(await options()).toMatchObject({ result: { USER_OPTIONS: '' } })
    vi.advanceTimersByTime(SAVING_DELAY)
    expect(await options()).toMatchObject({ result: { USER_OPTIONS: { b: '2' }, APP_OPTIONS: [] } })

    portal.control.optionSaving({ saving: 'never' })
    expect(await portal.bridge(employee.appSid, 'setUserOption', { name: 'b', value: '3' })).toEqual({ kind: 'answer' })
    vi.advanceTimersByTime(SAVING_DELAY)
    expect(await options()).toMatchObject({ result: { USER_OPTIONS: { b: '2' } } })
  })

  it('refreshAuth is followed by an alert instead of an answer when the portal can\'t refresh', async () => {
    const { appSid } = await portal.frame()
    portal.control.refresh({ allowed: false })
    expect(await portal.bridge(appSid, 'refreshAuth')).toMatchObject({ kind: 'alert' })
  })
})
