import type { Page } from '@playwright/test'

/** What an attacker might get into the page; `site` is where its own files are. Whatever runs sets `intruded`. */
export const intruders: Readonly<Record<string, (site: string) => string>> = {
  'an inline script': () => '<script>window.intruded = 1</script>',
  'a handler in an attribute': () => '<img src="x" onerror="window.intruded = 1">',
  'a script from elsewhere': site => `<script src="${site}/script.js"></script>`,
  'a script in a data link': () => '<script src="data:text/javascript,window.intruded=1"></script>',
  'a base for all links': site => `<base href="${site}/">`,
  'a frame': () => '<iframe srcdoc="<script>parent.intruded = 1</script>"></iframe>',
}

/** What the policy has forbidden in any frame of the page so far. */
export async function watchViolations(page: Page): Promise<string[]> {
  const violations: string[] = []
  await page.exposeFunction('onViolation', (violation: string) => violations.push(violation))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const report = (window as unknown as { onViolation: (text: string) => void }).onViolation
      report(`${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  return violations
}
