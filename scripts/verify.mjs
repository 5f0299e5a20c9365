import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { parseArgs } from 'node:util'
import { verifySite } from './verify-site.mjs'

/*
 * Checks a served address from outside, and tells how to mend what is wrong:
 *   npm run verify -- https://unread.example.com --portal https://example.bitrix24.com
 * It ends with 0 where all has passed, 1 where something has failed, 2 for a wrong call.
 */
const mostShown = 5
const signs = { passed: '✔', warning: '!', failed: '✘' }

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { portal: { type: 'string', multiple: true, default: [] }, ca: { type: 'string' } },
    })
    const [address, ...others] = positionals
    if (others.length > 0 || address === undefined || !/^https?:\/\//.test(address) || !URL.canParse(address)) throw new Error('One address is needed.')
    const ca = values.ca === undefined ? undefined : [...rootCertificates, readFileSync(values.ca, 'utf8')].join('\n')
    return { address, portals: values.portal.map(portal => new URL(portal).origin), ...(ca !== undefined && { ca }) }
  } catch (error) {
    console.error(`${error.message}\nnpm run verify -- https://unread.example.com [--portal https://example.bitrix24.com] [--ca authority.pem]`)
    return null
  }
}

const options = readArguments()
if (options === null) {
  process.exitCode = 2
} else {
  const checks = await verifySite(options.address, options)
  for (const { name, state, complaints } of checks) {
    console.log(`${signs[state]} ${name}`)
    for (const { wrong, mend } of complaints.slice(0, mostShown)) console.log(`    ${wrong}\n    → ${mend}`)
    if (complaints.length > mostShown) console.log(`    … and ${complaints.length - mostShown} more`)
  }
  const count = state => checks.filter(check => check.state === state).length
  console.log(`\n${count('passed')} passed, ${count('warning')} with a warning, ${count('failed')} failed`)
  process.exitCode = count('failed') === 0 ? 0 : 1
}
