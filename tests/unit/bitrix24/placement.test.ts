import { expect, it } from 'vitest'
import { placementOf } from '../../../src/bitrix24/placement.ts'

it.each<readonly [string, unknown, object]>([
  ['LEFT_MENU', { URI: '/crm/lead/list/' }, { kind: 'left-menu' }],
  ['LEFT_MENU', '', { kind: 'left-menu' }],
  ['IM_NAVIGATION', { URI: '/online/' }, { kind: 'messenger' }],
  ['IM_NAVIGATION', [], { kind: 'messenger' }],
  ['DEFAULT', [], { kind: 'own-page' }],
  ['IM_SIDEBAR', { dialogId: 'chat2', URI: '/online/' }, { kind: 'chat', dialogId: 'chat2' }],
  ['IM_SIDEBAR', { dialogId: 'sg5' }, { kind: 'chat', dialogId: 'sg5' }],
  ['IM_SIDEBAR', { dialogId: 547 }, { kind: 'chat', dialogId: '547' }],
  ['IM_SIDEBAR', { dialogId: '../../x' }, { kind: 'unknown', name: 'IM_SIDEBAR' }],
  ...['../1', 'chat', 'chat1/../../x', '1 OR 1=1', 'chat1435&auth=x', 'chat-1', 'chat01', '0', 'chat1\n'].map(dialogId => (
    ['IM_SIDEBAR', { dialogId }, { kind: 'unknown', name: 'IM_SIDEBAR' }] as const
  )),
  ['IM_SIDEBAR', { dialogId: '' }, { kind: 'unknown', name: 'IM_SIDEBAR' }],
  ['IM_SIDEBAR', [], { kind: 'unknown', name: 'IM_SIDEBAR' }],
  ['IM_SIDEBAR', '', { kind: 'unknown', name: 'IM_SIDEBAR' }],
  ['CRM_DEAL_DETAIL_TAB', { ID: 1 }, { kind: 'unknown', name: 'CRM_DEAL_DETAIL_TAB' }],
])('reads the placement %s with %j', (name, options, expected) => {
  expect(placementOf(name, options)).toEqual(expected)
})
