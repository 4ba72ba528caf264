# only this
