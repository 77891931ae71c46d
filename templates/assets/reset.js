// The code of a link stands behind its #, which browsers send to no server: into its field, and out of the address.
const take = () => {
  const code = location.hash.slice(1);
  if (!/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(code)) return;
  document.querySelector("#code").value = code;
  history.replaceState(null, "", location.pathname);
  document.querySelector("#password").focus();
};
take();
addEventListener("hashchange", take);
