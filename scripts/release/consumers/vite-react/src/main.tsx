import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Call } from './Call.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('There is no element to render into.')
createRoot(root).render(
  <StrictMode>
    <Call />
  </StrictMode>,
)
