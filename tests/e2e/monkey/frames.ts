import type { Frame, World } from './world.ts'

/** Opens one more frame of the app in a tab of its own. */
export async function openFrame(
  { context, portal, frames }: Pick<World, 'context' | 'portal' | 'frames'>,
  dialogId: string | null,
): Promise<void> {
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', (message) => {
    const isOurs = ['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource')
    if (isOurs) complaints.push(message.text())
  })
  const placement = dialogId === null ? { placement: 'LEFT_MENU' } as const : { placement: 'IM_SIDEBAR', dialog: dialogId } as const
  const frame: Frame = { page, app: page.getByTestId('app-frame').contentFrame(), dialogId, complaints }
  frames.push(frame)
  // Without a network the page of the portal does not open: neither does the frame.
  await page.goto(portal.pageUrl({ bare: true, ...placement })).then(() => isThere(frame), async () => {
    frames.splice(frames.indexOf(frame), 1)
    await page.close()
  })
}

/** An app whose first code is still on its way can't say that the network is gone: the browser does. */
async function isThere({ app }: Frame): Promise<void> {
  await app.getByTestId('sync-status').or(app.getByTestId('fatal')).first().waitFor()
}
