import { describe } from 'vitest'
import { type BrowserName, browserPaths } from '../browsers.ts'
import { apps } from './apps.ts'
import { expiry } from './expiry.ts'
import { mesh } from './mesh.ts'
import { paths } from './paths.ts'
import { sharedSecret } from './sharedSecret.ts'
import { slowRelay } from './slowRelay.ts'
import { trouble } from './trouble.ts'
import { useLab } from './useLab.ts'

/** Everything a relayed call has to live through, in one browser. */
export function allCalls(name: BrowserName) {
  describe.skipIf(!browserPaths[name])(`in ${name}`, () => {
    const lab = useLab(name)
    for (const facts of [expiry, slowRelay, apps, trouble, paths, mesh, sharedSecret]) facts(lab)
  })
}
