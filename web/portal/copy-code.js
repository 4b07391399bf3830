// The receipt's button that copies the code. Without script it stays hidden, and the code is there to write down.
const button = document.querySelector('button[data-copies]')
const said = document.querySelector('[data-says]')

if (button && said && navigator.clipboard) {
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim())
    said.textContent = said.dataset.says
  })
}
