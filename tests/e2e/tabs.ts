import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import type { Emulator } from '../../emulator/index.ts'
import { countOf, expect, fixture } from './portal.ts'

/** Whose sidebars are opened. */
export const chats = ['chat1435', 'chat1440', 'chat1500', 'chat1510', 'chat1601'] as const

export interface Tab {
  readonly page: Page
  readonly menu: FrameLocator
  readonly sidebar: FrameLocator
}

/** A tab with two of our frames: the left menu, and the sidebar of a chat. */
export async function openTab(context: BrowserContext, portal: Emulator, dialog: string): Promise<Tab> {
  const page = await context.newPage()
  const frames = [
    portal.pageUrl({ bare: true, placement: 'LEFT_MENU' }),
    portal.pageUrl({ bare: true, placement: 'IM_SIDEBAR', dialog }),
  ].map(address => `<iframe src="${address.replaceAll('&', '&amp;')}" width="600" height="600"></iframe>`)
  const address = `${portal.origin}/two-frames`
  await page.route(address, route => route.fulfill({ contentType: 'text/html', body: frames.join('') }))
  await page.goto(address)
  const [menu, sidebar] = [0, 1].map(index => (
    page.locator('iframe').nth(index).contentFrame().getByTestId('app-frame').contentFrame()
  ))
  if (menu === undefined || sidebar === undefined) throw new Error('a tab has two frames')
  return { page, menu, sidebar }
}

/** Up to five tabs with two frames each, all of which show what they are there for. */
export async function openTabs(context: BrowserContext, portal: Emulator, number: number = chats.length): Promise<Tab[]> {
  const tabs: Tab[] = []
  for (const dialog of chats.slice(0, number)) {
    const tab = await openTab(context, portal, dialog)
    await expect(countOf(tab.menu, 'all')).toHaveAttribute('data-count', String(fixture.all), { timeout: 60_000 })
    await expect(tab.sidebar.getByTestId('chat-name')).toBeVisible({ timeout: 60_000 })
    tabs.push(tab)
  }
  return tabs
}
