// Only browsers that know no modules run this: they can't run the app either.

document.getElementById("unable-old").hidden = false;
