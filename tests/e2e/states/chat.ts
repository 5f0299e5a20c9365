import { expect } from '@playwright/test'
import { at, atSync, click, first, type Journey, reload, type Stage } from './state.ts'

const sidebar = (dialog: string) => ({ placement: 'IM_SIDEBAR', dialog }) as const
const shown = first(at('chat-name'), atSync('fresh'))
const unfoldRights = ({ app }: Stage) => app.locator('summary').click()
const refuse = ({ portal }: Stage) => portal.control.fail({ method: 'im.dialog.read', code: 'ACCESS_ERROR' })

/** A chat's details, in the sidebar of the messenger. */
export const chatJourneys: readonly Journey[] = [
  {
    open: sidebar('chat501'), prepare: ({ portal }) => portal.control.hang({ on: true }),
    states: [
      { name: 'chat, loading', act: atSync('loading') },
      { name: 'group chat', act: first(reload, shown) },
      { name: 'group chat, rights unfolded', act: first(unfoldRights, at('permission')) },
      { name: 'chat, something copied', act: first(
        click('copy-id'), ({ app }) => expect(app.locator('[data-testid="copy-id"] + [role="status"]')).not.toBeEmpty(),
      ) },
      { name: 'chat, action refused', act: first(refuse, click('mark-read'), at('action-notice')) },
    ],
  },
  { open: sidebar('2'), states: [{ name: 'private chat', act: shown }] },
  { open: sidebar('chat304'), states: [{ name: 'muted chat', act: first(shown, at('chat-muted')) }] },
  { open: sidebar('chat801'), states: [{ name: 'chat of a task', act: first(shown, at('chat-entity')) }] },
  { open: sidebar('chat901'), states: [{ name: 'channel', act: shown }] },
  {
    open: sidebar('chat501'), prepare: ({ portal }) => portal.control.access({ dialogId: 'chat501', allowed: false }),
    states: [{ name: 'chat without access', act: at('source-error') }],
  },
]
