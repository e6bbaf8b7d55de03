// A button that the page script adds to a page, and the line beneath it in which it speaks.

/** Put both after an element. */
export function pressing(place, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.textContent = text;
  const said = document.createElement("p");
  said.className = "soft small";
  said.setAttribute("role", "status");
  place.after(button, said);
  return { button, said };
}
