import { expect } from '@playwright/test'
import { at, atSync, click, first, type Stage, type State } from './state.ts'

const sidebar = (dialog: string) => ({ placement: 'IM_SIDEBAR', dialog }) as const
const shown = first(at('chat-name'), atSync('fresh'))
const unfoldRights = ({ app }: Stage) => app.locator('summary').click()

/** A chat's details, in the sidebar of the messenger. */
export const chatStates: readonly State[] = [
  { name: 'chat, loading', open: sidebar('chat501'), prepare: ({ portal }) => portal.control.hang({ on: true }), act: atSync('loading') },
  { name: 'group chat', open: sidebar('chat501'), act: shown },
  { name: 'group chat, rights unfolded', open: sidebar('chat301'), act: first(shown, unfoldRights, at('permission')) },
  { name: 'private chat', open: sidebar('2'), act: shown },
  { name: 'muted chat', open: sidebar('chat304'), act: first(shown, at('chat-muted')) },
  { name: 'chat of a task', open: sidebar('chat801'), act: first(shown, at('chat-entity')) },
  { name: 'channel', open: sidebar('chat901'), act: shown },
  {
    name: 'chat without access', open: sidebar('chat501'), act: at('source-error'),
    prepare: ({ portal }) => portal.control.access({ dialogId: 'chat501', allowed: false }),
  },
  {
    name: 'chat, action refused', open: sidebar('chat501'), act: first(shown, click('mark-read'), at('action-notice')),
    prepare: ({ portal }) => portal.control.fail({ method: 'im.dialog.read', code: 'ACCESS_ERROR' }),
  },
  {
    name: 'chat, something copied', open: sidebar('chat501'),
    act: first(shown, unfoldRights, click('copy-id'), ({ app }) => expect(app.locator('[data-testid="copy-id"] + [role="status"]')).not.toBeEmpty()),
  },
]
