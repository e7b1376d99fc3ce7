import DefaultTheme from 'vitepress/theme'
import './colors.css'
import './pictures.css'

export default DefaultTheme
