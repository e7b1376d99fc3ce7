import { relative } from 'node:path'
import { packTarballs } from './release/packTarballs.ts'

// Builds and packs all packages into tarballs/, as they would be published, for projects elsewhere to install.

const tarballs = await packTarballs()
for (const path of Object.values(tarballs)) console.log(relative('.', path))
console.log(`
In a project of yours, with the packages that it needs, and always with the core:

  npm install ${tarballs.core} ${tarballs.react}`)
